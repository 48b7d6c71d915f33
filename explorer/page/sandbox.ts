import { ApolloSandbox } from "@apollo/sandbox";
import "./page.css";

const APOLLO = "https://sandbox.embed.apollographql.com";
const LONGEST_WAIT_MS = 10_000;

/**
 * Shows Apollo Sandbox, which comes from Apollo's own address and runs in a frame. It asks through this page, which
 * passes everything on to this Roster's GraphQL and to nothing else.
 */
function openSandbox(target: HTMLElement, state: HTMLElement): void {
  const late = setTimeout(() => {
    target.hidden = true;
    state.textContent =
      "Apollo Sandbox could not be loaded from sandbox.embed.apollographql.com. The explorer works without it.";
  }, LONGEST_WAIT_MS);
  addEventListener("message", ({ origin }) => {
    if (origin !== APOLLO) return;
    clearTimeout(late);
    target.hidden = false;
    state.textContent = "This page is Apollo's: it sees what you type here, and the answers.";
  });
  new ApolloSandbox({
    target,
    initialEndpoint: new URL("/graphql", location.href).href,
    endpointIsEditable: false,
    initialState: { includeCookies: false, pollForSchemaUpdates: false },
    runTelemetry: false,
    allowDynamicStyles: false,
    handleRequest: (_endpoint, options) => fetch("/graphql", { ...options, credentials: "omit" }),
  });
}

const target = document.getElementById("sandbox");
const state = document.getElementById("state");
if (target !== null && state !== null) openSandbox(target, state);
