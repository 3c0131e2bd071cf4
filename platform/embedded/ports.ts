import { createServer } from 'node:net';

/** The wanted port when it is free on this machine, else one the system picks. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  return (await listenBriefly(wanted, host)) ?? (await listenBriefly(0, host)) ?? 0;
}

/** The port that could be opened, or null when it is taken. */
function listenBriefly(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const opened = address !== null && typeof address === 'object' ? address.port : null;
      server.close(() => resolve(opened));
    });
  });
}
