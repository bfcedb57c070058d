export const keys = {
  title: "Keys",
  /** As keyboards are labelled. */
  names: {
    mod: "Ctrl", alt: "Alt", shift: "Shift", Enter: "Enter", Escape: "Esc", Delete: "Del", Backspace: "Backspace",
    Home: "Home", End: "End", PageUp: "Page Up", PageDown: "Page Down",
  } as Record<string, string>,
  /** As they are read out. */
  heard: { "⌘": "Command", "⌥": "Option", "⇧": "Shift", "↑": "Arrow up", "↓": "Arrow down" } as Record<string, string>,
};
