import { makeApiKey } from "./access/apiKey.ts";

const { key, sha256 } = makeApiKey();
process.stdout.write(`Give this key to its service now; it is shown once and kept nowhere:

  ${key}

and this to the configuration:

  auth:
    apiKeys:
      - name: my-service
        sha256: ${sha256}
        scopes: [users:read]
`);
