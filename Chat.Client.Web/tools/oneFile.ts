interface Module { isEntry: boolean; importedIds: readonly string[] }
interface Build { getModuleIds(): Iterable<string>; getModuleInfo(id: string): Module | null }

/**
 * All that the first screen needs in one file, which compresses better than several: what an entry imports without `import()`,
 * also when a later part imports it too.
 */
export function oneFile() {
  const first = new Set<string>();
  return {
    plugin: {
      name: "one-file",
      apply: "build" as const,
      buildEnd(this: Build) {
        first.clear();
        const take = (id: string) => {
          if (first.has(id)) return;
          first.add(id);
          this.getModuleInfo(id)?.importedIds.forEach(take);
        };
        for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry) take(id);
      },
    },
    group: { name: "page", test: (id: string) => first.has(id) },
  };
}
