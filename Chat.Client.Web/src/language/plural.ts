import { small } from "./digits";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Numbers in sentences, by the plural rules of a language (CLDR). `#` in a form stands for the number. */
export function pluralOf(tag: string): (count: number, forms: Forms) => string {
  return (count, forms) => {
    const form = forms[rules(tag).select(count)] ?? forms.other;
    return form.replaceAll("#", small(count) ?? figures(tag).format(count));
  };
}

const rules = known((tag) => new Intl.PluralRules(tag));
const figures = known((tag) => new Intl.NumberFormat(tag));

/** Made when the first sentence needs it, once for all parts of a language: making it takes milliseconds. */
function known<T>(make: (tag: string) => T): (tag: string) => T {
  const made = new Map<string, T>();
  return (tag) => {
    let one = made.get(tag);
    if (!one) made.set(tag, one = make(tag));
    return one;
  };
}
