export const versions = {
  label: "Version",
  ready: "A new version is ready.",
  load: "Load it",
};
