import { copyPython } from "../python/copy-python.ts";
import { equalPython } from "../python/equal-python.ts";
import type { PythonDict } from "../python/value.ts";

interface OpenPartition {
  readonly sequence: number;
  openSlices: number;
  allGenerated: boolean;
}

/**
 * The partitions that are being read, and the parents' states they came with. A parent's state counts only when every partition
 * that was generated with it or before it is closed.
 */
export class OpenPartitions {
  private readonly open = new Map<string, OpenPartition>();
  private readonly parentStates: { readonly state: PythonDict | undefined; readonly sequence: number }[] = [];
  private generated = 0;

  /** Starts a partition; false when it is open already, so that it is not read twice. */
  add(key: string, parentState: PythonDict | undefined): boolean {
    if (this.open.has(key)) return false;
    const sequence = this.generated;
    this.generated += 1;
    this.open.set(key, { sequence, openSlices: 0, allGenerated: false });
    const last = this.parentStates.at(-1);
    if (last === undefined || !equalStates(last.state, parentState))
      this.parentStates.push({ state: parentState && copyPython(parentState), sequence });
    return true;
  }

  has(key: string): boolean {
    return this.open.has(key);
  }

  addSlice(key: string, isLast: boolean): void {
    const partition = this.open.get(key);
    if (partition === undefined) return;
    partition.openSlices += 1;
    partition.allGenerated ||= isLast;
  }

  /** Closes one slice; true when it was the partition's last. */
  closeSlice(key: string): boolean {
    const partition = this.open.get(key);
    if (partition === undefined) return false;
    partition.openSlices -= 1;
    return partition.allGenerated && partition.openSlices === 0;
  }

  remove(key: string): void {
    this.open.delete(key);
  }

  /** Whether slices were handed out that are not closed. */
  get hasOpenSlices(): boolean {
    return this.open.values().some(({ openSlices }) => openSlices > 0);
  }

  /** Takes the parents' states that count by now, and gives the last of them; undefined where none does. */
  takeParentState(): PythonDict | undefined {
    const [first] = this.open.values();
    const earliest = first?.sequence ?? Infinity;
    let taken: PythonDict | undefined;
    for (let next = this.parentStates[0]; next !== undefined && next.sequence < earliest; next = this.parentStates[0]) {
      taken = next.state;
      this.parentStates.shift();
    }
    return taken;
  }
}

function equalStates(a: PythonDict | undefined, b: PythonDict | undefined): boolean {
  return equalPython(a ?? null, b ?? null);
}
