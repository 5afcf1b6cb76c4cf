import { testLoadAgreement } from "@airdock-test/awkward-json";
import { expectAgreement } from "./expect-agreement.ts";
import { createBench } from "./load-bench.ts";

testLoadAgreement(createBench, expectAgreement);
