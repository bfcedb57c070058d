using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Looks at views of a page with the eyes of those who can't use it as it is, and collects what is wrong with them.</summary>
internal sealed class Inspection(IPage page)
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Rules of axe, as it takes them.</summary>
    private static readonly object Rules = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" } };

    /// <summary>What another scheme can change: all else is the same in both.</summary>
    private static readonly object Colours = new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } };

    private readonly List<string> _wrong = [];
    private int _views;

    /// <summary>Looks at what is there now, in light and in dark.</summary>
    public async Task LookAsync(string view)
    {
        _views++;
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            // Without motion: a colour that is still on its way to another has no contrast of its own.
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            _wrong.AddRange((await ViolationsAsync(scheme == ColorScheme.Light ? Rules : Colours)).Select(what => $"{view}, {scheme}: {what}"));
        }

        _wrong.AddRange((await page.EvaluateAsync<string[]>(BeyondTheEdge)).Select(what => $"{view}: reaches beyond the edge: {what}"));
    }

    /// <summary>Lets axe look. It stays in the page until that is loaded anew, and the page has no frames into which it would have to follow.</summary>
    private async Task<string[]> ViolationsAsync(object rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Violations, rules);
    }

    /// <summary>Measures what a finger has to hit.</summary>
    public async Task TouchAsync(string view)
    {
        _views++;
        _wrong.AddRange((await page.EvaluateAsync<string[]>(SmallTargets)).Select(what => $"{view}: too small for a finger: {what}"));
    }

    /// <summary>Goes through the view with Tab, and looks whether one sees where one is and comes round.</summary>
    /// <param name="view">What is looked at.</param>
    /// <param name="within">Where the focus must stay; none: it must come to the end of the page and begin anew.</param>
    public async Task TabAsync(string view, string? within = null)
    {
        _views++;
        await page.EvaluateAsync("document.activeElement?.blur()");
        var stops = new List<string>();
        for (var begun = false; ; begun = true)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string[]>(Focused, within);

            // Behind the only stop there is the browser's own: it may be where one begins.
            if (stop[0] == "body" && !begun) continue;
            if (stop[0] == "body" || stops.Contains(stop[0])) break;
            stops.Add(stop[0]);
            _wrong.AddRange(stop.Skip(1).Select(what => $"{view}: {what}: {stop[0]}"));
            Assert.True(stops.Count < 300, $"{view}: Tab never comes round.");
        }
        Assert.NotEmpty(stops);
    }

    /// <summary>Fails with all that was found.</summary>
    public void NothingIsWrong()
    {
        Assert.NotEqual(0, _views);
        Assert.True(_wrong.Count == 0, string.Join("\n", _wrong.Distinct()));
    }

    private const string Violations =
        """
        async (runOnly) => {
          const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
          const where = ({ html, any, all, none }) => `${html} (${[...any, ...all, ...none].map(({ message }) => message).join(" ")})`;
          return violations.map(({ id, help, nodes }) => `${id} (${help}) at ${nodes.slice(0, 3).map(where).join("; ")}`);
        }
        """;

    /// <summary>What would make the page scroll sideways; code may scroll within itself.</summary>
    private const string BeyondTheEdge =
        """
        () => {
          const width = document.documentElement.clientWidth;
          const wrong = document.scrollingElement.scrollWidth > width ? ["the page itself"] : [];
          // What its frame cuts off, with an ellipsis, makes nothing scroll.
          const cut = (element) => {
            for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
              if (/hidden|clip/.test(getComputedStyle(up).overflowX)) return up.getBoundingClientRect().right <= width + 1 && !up.matches(".app");
            }
            return false;
          };
          for (const each of document.querySelectorAll("body *")) {
            if (each.closest("pre, svg, .only-heard, [hidden]") || !each.checkVisibility({ visibilityProperty: true })) continue;
            const { left, right, width: own } = each.getBoundingClientRect();
            if (own > 1 && (right > width + 1 || left < -1) && !cut(each)) wrong.push(each.outerHTML.slice(0, 120));
            const { overflowX } = getComputedStyle(each);
            if ((overflowX === "auto" || overflowX === "scroll") && each.scrollWidth > each.clientWidth + 1) wrong.push("scrolls sideways: " + each.outerHTML.slice(0, 120));
          }
          return wrong.slice(0, 5);
        }
        """;

    /// <summary>Controls that a finger finds in less than 44 px, by what lies under it. Links within a text are excepted, as in WCAG, and
    /// so are names in the conversation: the list of members leads to the same cards.</summary>
    private const string SmallTargets =
        """
        () => {
          const wrong = [];
          const root = document.querySelector("dialog[open], [role=menu]") ?? document;
          for (const each of root.querySelectorAll("button, a[href], input, select, textarea, summary, [role=menuitem], [role=option], [role=tab]")) {
            if (each.closest("p, [data-part=text], .who, .skip") || !each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.type !== "radio") continue;
            const target = each.closest("label") ?? each;
            target.scrollIntoView({ block: "center", behavior: "instant" });
            const { left, top, width, height } = target.getBoundingClientRect();
            const x = left + width / 2, y = top + height / 2;
            if (!width || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
            const hits = (px, py) => {
              const found = document.elementFromPoint(px, py);
              return found && (target.contains(found) || found.closest("label")?.control === each);
            };
            if (!hits(x, y)) continue; // Covered, by a dialog say: not a target now.
            const reach = (dx, dy) => {
              let far = 0;
              while (far < 30 && hits(x + dx * (far + .5), y + dy * (far + .5))) far += .5;
              return far;
            };
            const wide = reach(-1, 0) + reach(1, 0), high = reach(0, -1) + reach(0, 1);
            if (wide < 43 || high < 43) wrong.push(`${wide} by ${high}: ` + each.outerHTML.slice(0, 160));
          }
          return wrong;
        }
        """;

    /// <summary>What has the focus, and what is wrong with how that is shown.</summary>
    private const string Focused =
        """
        (within) => {
          const at = document.activeElement;
          if (!at || at === document.body || at === document.documentElement) return ["body"];
          const all = [...document.querySelectorAll("*")];
          const wrong = [];
          if (within && !at.closest(within)) wrong.push("the focus left " + within);
          const shows = (element) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          };
          // Where one writes, a line of two pixels above or below is the sign; a choice is ringed at its label.
          const isLined = (element) => {
            if (!element) return false;
            const probe = element.appendChild(document.createElement("i"));
            probe.style.color = "var(--accent)";
            const accent = getComputedStyle(probe).color;
            probe.remove();
            const { borderTopWidth: above, borderTopColor, borderBottomWidth: below, borderBottomColor, boxShadow } = getComputedStyle(element);
            const within = boxShadow.includes(accent) && boxShadow.includes("inset") ? 1 : 0;
            return (borderTopColor === accent && parseFloat(above) + within >= 2) || (borderBottomColor === accent && parseFloat(below) + within >= 2);
          };
          const line = isLined(at.closest(".composer, .rewrite, .seek"));
          const ring = shows(at) ? at : at.closest("label") && shows(at.closest("label")) ? at.closest("label") : undefined;
          if (!ring && !line) wrong.push("the focus is not seen");
          if (ring) {
            const { outlineOffset, outlineWidth } = getComputedStyle(ring);
            const out = parseFloat(outlineOffset) + parseFloat(outlineWidth);
            const { left, top, right, bottom } = ring.getBoundingClientRect();
            const room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
            for (let up = ring.parentElement; up; up = up.parentElement) {
              if (getComputedStyle(up).overflow === "visible") continue;
              const box = up.getBoundingClientRect();
              room.left = Math.max(room.left, box.left); room.top = Math.max(room.top, box.top);
              room.right = Math.min(room.right, box.right); room.bottom = Math.min(room.bottom, box.bottom);
              if (up.matches("dialog")) break;
            }
            const clipped = [left - out < room.left - .6, top - out < room.top - .6, right + out > room.right + .6, bottom + out > room.bottom + .6];
            // What is taller than its frame can't be ringed whole.
            if (clipped.filter(Boolean).length && bottom - top < room.bottom - room.top) wrong.push(`the ring is cut off (${["left", "top", "right", "bottom"].filter((_, side) => clipped[side])})`);
          }
          return [all.indexOf(at) + " " + at.outerHTML.slice(0, 140), ...wrong];
        }
        """;
}
