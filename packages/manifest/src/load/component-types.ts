import { componentRules } from "./component-rule.ts";

/** The types of all components this engine runs. */
export const componentTypes: readonly string[] = Object.keys(componentRules);
