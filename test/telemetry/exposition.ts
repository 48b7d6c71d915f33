/** One family of metrics in a scrape. */
export interface Family {
  readonly name: string;
  readonly help: string | null;
  readonly type: string | null;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/g;

/** Reads Prometheus' text format. Throws for a line that is none of its. */
export function readExposition(text: string): readonly Family[] {
  const parts = text.split(/^(?=# HELP |# TYPE )/m).filter((part) => part.trim() !== "");
  const heads = parts.map((part) => /^# (HELP|TYPE) (\S+) (.*)/.exec(part)?.slice(1) ?? []);
  const names = [...new Set(heads.map(([, name = ""]) => name))];
  return names.map((name) => {
    const own = (word: string) => heads.find((head) => head[0] === word && head[1] === name)?.[2] ?? null;
    const lines = parts
      .filter((_, index) => heads[index]?.[1] === name)
      .flatMap((part) => part.split("\n").slice(1));
    const samples = lines.filter((line) => line !== "").map(readSample);
    return { name, help: own("HELP"), type: own("TYPE"), samples };
  });
}

function readSample(line: string): Sample {
  const [, name, labels = "", value = ""] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`Not a sample: ${line}`);
  const pairs = [...labels.matchAll(LABEL)];
  if (pairs.map(([pair]) => pair).join("") !== labels) throw new Error(`Not labels: ${line}`);
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, label = "", text = ""]) => [label, text])),
    value: value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value),
  };
}

/** The names that a family's samples may have. */
export function sampleNames({ name, type }: Family): readonly string[] {
  return type === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name];
}

/** What `promtool check metrics` would complain of, and what it would not notice. */
export function problemsOf(families: readonly Family[]): readonly string[] {
  return families.flatMap(problemsOfFamily);
}

function problemsOfFamily(family: Family): readonly string[] {
  const { name, help, type, samples } = family;
  const series = samples.map((sample) => `${sample.name} ${JSON.stringify(sample.labels)}`);
  const found: readonly (readonly [boolean, string])[] = [
    [!help, "has no help"],
    [!["counter", "gauge", "histogram"].includes(type ?? ""), `has the type ${type}`],
    [!/^[a-z][a-z0-9_]*$/.test(name), "is not in lower case with _"],
    [(type === "counter") !== name.endsWith("_total"), "is a counter or ends in _total, and not both"],
    [
      /_(?:bucket|sum|count|milliseconds|ms|minutes|kilobytes)$/.test(name),
      "ends in a word that it must not",
    ],
    [new Set(series).size < series.length, "has a series twice"],
    [samples.some((sample) => !sampleNames(family).includes(sample.name)), "has another family's sample"],
    [samples.some(({ value }) => Number.isNaN(value)), "has a value that is no number"],
    [samples.some(({ labels }) => Object.values(labels).some(isNonsense)), "has a label without sense"],
  ];
  return found.filter(([isSo]) => isSo).map(([, problem]) => `${name} ${problem}`);
}

function isNonsense(text: string): boolean {
  return /^(?:|NaN|null|undefined|\[object .*)$/.test(text);
}
