import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { tabs } from "virtual:readme-tabs";
import { createRoot } from "react-dom/client";
import "./page.css";
import { readSettings, type Settings } from "./settings.ts";
import { giveStylesTheirNonce } from "./styleNonce.ts";

const fetcher = createGraphiQLFetcher({ url: "/graphql" });

/** What has to be known of this Roster before anything is asked of it. */
function Bar({ demo, auth, introspection }: Settings) {
  return (
    <header className="bar">
      <span className="bar-name">Roster</span>
      {demo && (
        <p className="bar-demo" role="note">
          <strong>Demo</strong> Five simulators stand in for the providers, and everybody in them is made up.
          Nothing that you do here reaches anybody.
        </p>
      )}
      {auth && (
        <p role="note">
          Requests need credentials: under Headers write {'{ "authorization": "Bearer …" }'} or{" "}
          {'{ "x-api-key": "…" }'}, then fetch the schema again.
        </p>
      )}
      {!introspection && <p role="note">Introspection is off, so there are no docs and no completion.</p>}
      <a href="/sandbox">Apollo Sandbox</a>
    </header>
  );
}

function Explorer({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <Bar {...settings} />
      <GraphiQL
        fetcher={fetcher}
        defaultTabs={tabs}
        defaultEditorToolsVisibility={settings.auth ? "headers" : "variables"}
        // Variables may hold passwords: what is typed is kept for this browser tab, and goes with it.
        storage={sessionStorage}
        showPersistHeadersSettings={false}
        inputValueDeprecation
        schemaDescription
        {...(settings.introspection ? {} : { schema: null })}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

giveStylesTheirNonce(document.body.dataset["styleNonce"] ?? "");
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<Explorer settings={readSettings(document.body)} />);
