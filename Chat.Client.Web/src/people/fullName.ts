/** A display name with the user name behind it, which nobody else has; the user name alone where it is all there is. */
export function fullName(name: string, userName: string): string {
  // Isolated, so that neither turns the other around.
  return name === userName ? name : `\u2068${name}\u2069 (\u2068${userName}\u2069)`;
}
