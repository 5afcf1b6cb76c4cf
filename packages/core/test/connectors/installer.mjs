// Not a connector but a program that installs one, and prints what it did.
const [core, reference] = process.argv.slice(2);
const { createSource } = await import(core);
const source = createSource(reference, { onProgress: (step) => console.log(step) });
const { version } = await source.install();
console.log(`version ${version}`);
