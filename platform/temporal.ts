import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import type { Config } from './config.ts';
import { environmentFault } from './fault.ts';

/** A client of the configured namespace. Close its `connection` when done. */
export async function openTemporal(config: Pick<Config, 'temporal'>): Promise<Client> {
  const options = connectionOptions(config);
  try {
    const connection = await Connection.connect({ ...options, connectTimeout: 10_000 });
    return new Client({ connection, namespace: config.temporal.namespace });
  } catch (cause) {
    throw unreachable(config, cause);
  }
}

/** The same without waiting for the server: the first call connects. People go on working while Temporal is down. */
export function openTemporalLazily(config: Pick<Config, 'temporal'>): Client {
  return new Client({ connection: Connection.lazy(connectionOptions(config)), namespace: config.temporal.namespace });
}

/** Throws when the stack has not been started and nothing is configured. */
export function connectionOptions({ temporal }: Pick<Config, 'temporal'>) {
  if (temporal.address === null) {
    throw environmentFault(
      '没有 Temporal 地址：请用 npx duban start 启动，或设置 TEMPORAL_ADDRESS。',
      'There is no Temporal address: start with "npx duban start", or set TEMPORAL_ADDRESS.',
    );
  }
  return { address: temporal.address, tls: tls(temporal.tls), ...(temporal.apiKey === null ? {} : { apiKey: temporal.apiKey }) };
}

function tls(files: Config['temporal']['tls']) {
  if (files === null) return null;
  return {
    ...(files.ca === null ? {} : { serverRootCACertificate: pem('TEMPORAL_TLS_CA', files.ca) }),
    ...(files.serverName === null ? {} : { serverNameOverride: files.serverName }),
    ...(files.cert === null || files.key === null
      ? {}
      : { clientCertPair: { crt: pem('TEMPORAL_TLS_CERT', files.cert), key: pem('TEMPORAL_TLS_KEY', files.key) } }),
  };
}

function pem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw environmentFault(
      `${variable} 指向的文件 ${file} 读不了，请检查路径和权限。`,
      `${variable}: ${file} cannot be read. Check the path and its permissions.`,
      cause,
    );
  }
}

export function unreachable({ temporal }: Pick<Config, 'temporal'>, cause: unknown) {
  return environmentFault(
    `连不上 Temporal（${temporal.address ?? ''}）。请确认它在运行，并检查 TEMPORAL_ADDRESS、证书和密钥。`,
    `Temporal at ${temporal.address ?? ''} cannot be reached. See that it runs, and check TEMPORAL_ADDRESS, certificates and the API key.`,
    cause,
  );
}
