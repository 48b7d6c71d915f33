import { expect } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { type OperationRow, restPath } from "../../src/operations/table.ts";
import type { Gateway } from "../support/gateway.ts";
import { at, type CallResult, type RestAnswer, rest } from "./support.ts";

/* Whether what is answered is what was described: by the OpenAPI document, and by the list of tools. */

export interface Described {
  /** Fails where an answer is none of those that the document has for the operation. */
  readonly answer: (row: OperationRow, answer: RestAnswer) => void;
  /** Fails where a result does not fit its tool's output schema. */
  readonly result: (tool: string, result: CallResult) => void;
}

const DOCUMENT = "openapi";

/** Reads what a gateway says of its answers. */
export async function readDescriptions(
  gateway: Pick<Gateway, "url">,
  client: Client,
  headers: Readonly<Record<string, string>> = {},
): Promise<Described> {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  const { json: document } = await rest(gateway, "GET", "/v1/openapi.json", { headers });
  ajv.addSchema(Object(document), DOCUMENT);
  const { tools } = await client.listTools();
  const outputs = new Map(tools.map((tool) => [tool.name, ajv.compile(Object(tool.outputSchema))]));

  return {
    answer(row, answer) {
      const path = ["paths", restPath(row), row.method.toLowerCase(), "responses", String(answer.status)];
      const reference = at(document, ...path, "$ref");
      const place = typeof reference === "string" ? reference.slice(2).split("/") : path;
      const response = at(document, ...place);
      // Else it is a status that the document does not have.
      expect(response).toHaveProperty("description");
      for (const name of Object.keys(Object(at(response, "headers")))) {
        if (name === "X-Request-Id") expect(answer.headers.get(name)).toEqual(expect.any(String));
      }
      const types = Object.keys(Object(at(response, "content")));
      if (types.length === 0) return expect(answer.json).toBeNull();
      expect(types).toContain(answer.type?.split(";")[0]);
      const pointer = [...place, "content", types[0] ?? "", "schema"].map(escaped).join("/");
      fits(ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` }), answer.json);
    },
    result(tool, { structuredContent, content }) {
      const validate = outputs.get(tool);
      if (validate === undefined) throw new Error(`There is no tool ${tool}.`);
      fits(validate, structuredContent);
      expect(JSON.parse(content[0]?.text ?? "")).toEqual(structuredContent);
    },
  };
}

function fits(validate: ValidateFunction, value: unknown): void {
  const isFit = validate(value);
  expect({ isFit, errors: validate.errors }).toEqual({ isFit: true, errors: null });
}

/** A step of a JSON Pointer within an address. */
function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"));
}
