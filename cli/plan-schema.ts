import { planJsonSchema } from '../plans/schema.ts';

/** `duban plan schema`: prints the JSON Schema of a plan's files, for editors that complete and check YAML. Gives the exit code. */
export function planSchema(print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): 0 {
  print(JSON.stringify(planJsonSchema(), null, 2));
  return 0;
}
