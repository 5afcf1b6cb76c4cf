import type { Component } from "../load/component.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";
import { CartesianPartitionRouter } from "./cartesian-partition-router.ts";
import { GroupingPartitionRouter } from "./grouping-partition-router.ts";
import { ListPartitionRouter } from "./list-partition-router.ts";
import type { PartitionRouter, PartitionRouterOptions } from "./partition-router.ts";
import { SubstreamPartitionRouter } from "./substream-partition-router.ts";
import { UnionPartitionRouter } from "./union-partition-router.ts";

/** The router of a retriever's `partition_router`, which may be a list: then it gives every combination, also where the list has one entry. */
export function createPartitionRouter(
  components: readonly Component[],
  options: PartitionRouterOptions,
): PartitionRouter {
  const routers = components.map((component) => createRouter(component, options));
  const [only] = routers;
  const isList = routers.length > 1 || components[0]?.path.endsWith("]") === true;
  return isList || only === undefined ? new CartesianPartitionRouter(routers) : only;
}

function createRouter(component: Component, options: PartitionRouterOptions): PartitionRouter {
  switch (component.type) {
    case "ListPartitionRouter":
      return new ListPartitionRouter(component, options.config);
    case "SubstreamPartitionRouter":
      return new SubstreamPartitionRouter(component, options);
    case "GroupingPartitionRouter":
      return new GroupingPartitionRouter(
        component,
        createRouter(component.required("underlying_partition_router"), options),
      );
    case "UnionPartitionRouter": {
      const routers = component.children("partition_routers").map((child) => createRouter(child, options));
      return new UnionPartitionRouter(component, options.config, routers);
    }
    default:
      throw new UnsupportedComponent(component);
  }
}
