import { containScripts } from "./contain-scripts.ts";

containScripts("cpu");
