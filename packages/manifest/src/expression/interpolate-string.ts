import type { PythonDict, PythonValue } from "../python/value.ts";
import { interpolate, type InterpolateOptions } from "./interpolate.ts";

/**
 * Evaluates a field the CDK holds as an `InterpolatedString`. Its fallback is the template itself unless another is given, so that an
 * empty result stays `""`, and a use of something undefined raises the UndefinedError after all (in paginators, paths, headers …).
 */
export function interpolateString(
  template: string,
  context: PythonDict,
  options: InterpolateOptions = {},
): PythonValue {
  return interpolate(template, context, { ...options, fallback: options.fallback || template });
}
