/** A file of the built page. */
export interface ShellFile {
  path: string;
  /** As in `integrity`. */
  hash: string;
  /** Whether its name has a hash of its content in it, so that the browser's own copy is as good. */
  hashed: boolean;
}

/** The name of the cache that holds a build's shell. */
export function shellName(version: string): string {
  return `shell ${version}`;
}
