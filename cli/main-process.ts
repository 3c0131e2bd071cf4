import { main } from './main.ts';

// The process that `bin/duban.mjs` becomes, and that the supervisor starts its parts through.
process.exitCode = await main(process.argv);

// A connection somebody forgot must not keep a finished command waiting; what is still being written is waited for.
setInterval(() => {
  if (process.stdout.writableLength === 0) process.exit();
}, 1_000).unref();
