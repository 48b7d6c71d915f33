import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { at, listAt, type Manifest, ROOT, readConfiguration, readManifests } from "./manifests.ts";

/*
 * The manifests are held to the published schemas of Kubernetes twice: by what it would refuse (values), and by the
 * compiler over the same schemas' types, which also refuses keys that nothing knows.
 */

const manifests = readManifests();
const objects = manifests.filter(({ kind }) => kind !== "Kustomization");
const require = createRequire(import.meta.url);

function only(kind: string): Manifest {
  const [found, ...more] = manifests.filter((manifest) => manifest.kind === kind);
  if (found === undefined || more.length > 0) throw new Error(`There is not just one ${kind}.`);
  return found;
}

interface Model {
  readonly validate: () => void;
}

/** The object as Kubernetes' own schema reads it. */
function modelOf({ apiVersion, kind, document }: Manifest): Model {
  const models: Readonly<Record<string, new (data: unknown) => Model>> = require(
    `kubernetes-models/${apiVersion}`,
  );
  const Kind = models[kind];
  if (Kind === undefined) throw new Error(`${apiVersion} has no ${kind}.`);
  return new Kind(document);
}

describe("the Kubernetes manifests", () => {
  it.each(objects)("$file is what Kubernetes takes", (manifest) => {
    expect(() => modelOf(manifest).validate()).not.toThrow();
  });

  it("have no key that Kubernetes does not know", async () => {
    const folder = join(ROOT, "test-output", "manifests");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "manifests.ts");
    const lines = objects.map(
      ({ apiVersion, kind, document }, index) =>
        `export const object${index}: import("kubernetes-models/${apiVersion}").I${kind} = ${JSON.stringify(document, null, 2)};`,
    );
    writeFileSync(file, `${lines.join("\n")}\n`);
    const compile = promisify(execFile)(
      process.execPath,
      [
        join(ROOT, "node_modules", "typescript", "bin", "tsc"),
        ...["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig"],
        ...["--module", "nodenext", "--target", "es2023", file],
      ],
      { cwd: ROOT },
    );
    await expect(compile).resolves.toMatchObject({ stdout: "" });
    rmSync(folder, { recursive: true });
  });

  it("are all applied together", () => {
    expect([...listAt(only("Kustomization").document, "resources")].sort()).toEqual(
      objects.map(({ file }) => file).sort(),
    );
  });
});

describe("the deployment", () => {
  const deployment = only("Deployment").document;
  const pod = at(deployment, "spec", "template", "spec");
  const container = at(pod, "containers", 0);
  const variables = listAt(container, "env");

  it("is what the service, the budget and the autoscaler mean", () => {
    const labels = at(deployment, "spec", "template", "metadata", "labels");
    expect(at(deployment, "spec", "selector", "matchLabels")).toEqual(labels);
    expect(at(only("Service").document, "spec", "selector")).toEqual(labels);
    expect(at(only("PodDisruptionBudget").document, "spec", "selector", "matchLabels")).toEqual(labels);
    expect(at(only("HorizontalPodAutoscaler").document, "spec", "scaleTargetRef")).toEqual({
      apiVersion: at(deployment, "apiVersion"),
      kind: at(deployment, "kind"),
      name: at(deployment, "metadata", "name"),
    });
  });

  it("leaves the number of replicas to the autoscaler", () => {
    expect(at(deployment, "spec", "replicas")).toBeUndefined();
    expect(at(only("HorizontalPodAutoscaler").document, "spec", "minReplicas")).toBeGreaterThan(1);
  });

  it("runs without any right that it does not need", () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(at(container, "securityContext")).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("has bounds for memory and time", () => {
    expect(at(container, "resources", "limits", "memory")).toEqual(expect.any(String));
    expect(at(container, "resources", "requests", "cpu")).toEqual(expect.any(String));
    // SIGTERM comes after the wait, and what runs has ten seconds.
    expect(at(pod, "terminationGracePeriodSeconds")).toBeGreaterThanOrEqual(5 + 10);
  });

  it("takes every secret by reference, and gives the configuration every variable that it names", () => {
    for (const variable of variables) expect(at(variable, "value")).toBeUndefined();
    const given = variables.map((variable) => {
      expect(at(variable, "valueFrom", "secretKeyRef", "name")).toMatch(/^roster/);
      return String(at(variable, "name"));
    });
    const named = [...readConfiguration().text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name);
    // The one stands in a comment, the other is the container's own.
    const needed = new Set(named.filter((name) => name !== "NAME" && name !== "HOSTNAME"));
    expect(given.sort()).toEqual([...needed].sort());
  });

  it("mounts what the configuration and the audit log need", () => {
    const mounts = Object.fromEntries(
      listAt(container, "volumeMounts").map((mount) => [at(mount, "mountPath"), at(mount, "name")]),
    );
    expect(Object.keys(mounts).sort()).toEqual(["/etc/roster", "/var/lib/roster"]);
    const volumes = listAt(pod, "volumes").map((volume) => at(volume, "name"));
    expect([...Object.values(mounts)].sort()).toEqual([...volumes].sort());
    const claims = listAt(pod, "volumes").map((volume) => at(volume, "persistentVolumeClaim", "claimName"));
    expect(claims).toContain(at(only("PersistentVolumeClaim").document, "metadata", "name"));
    expect(at(readConfiguration().document, "audit", "path")).toMatch(/^\/var\/lib\/roster\//);
  });
});

describe("the configuration of the cluster", () => {
  it("would start Roster beyond loopback", () => {
    const { document, text } = readConfiguration();
    const value = "redis://of-sixty-four-hex-digits";
    const environment = Object.fromEntries(
      [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => [
        name,
        name.endsWith("SHA256") ? "0".repeat(64) : `${value}-${name.toLowerCase()}`,
      ]),
    );
    const config = parseConfig(document, environment, providerDefinitions);
    expect(config.access.jwt).not.toBeNull();
    expect(config.cursorKey).not.toBeNull();
  });
});

describe("the probes", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ users: 60 });
  });
  afterAll(() => gateway.close());

  const container = at(only("Deployment").document, "spec", "template", "spec", "containers", 0);

  it.each(["startupProbe", "readinessProbe", "livenessProbe"])("%s asks what answers", async (probe) => {
    const path = at(container, probe, "httpGet", "path");
    expect(at(container, probe, "httpGet", "port")).toBe(at(container, "ports", 0, "name"));
    expect((await fetch(new URL(String(path), gateway.url))).status).toBe(200);
  });

  it("and the autoscaler's metric are told", async () => {
    const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
    const names = listAt(only("HorizontalPodAutoscaler").document, "spec", "metrics")
      .map((metric) => at(metric, "pods", "metric", "name"))
      .filter((name) => name !== undefined);
    expect(names).toHaveLength(1);
    for (const name of names) expect(metrics).toContain(`\n${String(name)}{`);
  });
});
