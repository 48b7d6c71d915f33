import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { UserList } from "./UserList.tsx";
import "./style.css";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <UserList />
    </StrictMode>,
  );
}
