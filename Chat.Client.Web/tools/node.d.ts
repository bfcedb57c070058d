// The little of Node that the build's own steps use: its types in full would give the page Node's clock and globals.
declare module "node:url" {
  export function fileURLToPath(url: URL): string;
}

declare module "node:zlib" {
  export function brotliCompressSync(data: string | Uint8Array): Uint8Array;
}
