package io.whisperschema.internal.html;

/** How our pages look, whatever they show: on paper, on a phone, in the dark. */
public final class HtmlStyle {
    /** Colours, type, headings, tables. */
    public static final String CSS = """
            :root {
              --ground: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --link: #0550ae;
              --error: #b3261e; --warning: #8a5300; --notice: #0b5c8a; --valid: #1a6b2d;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --ground: #14171b; --raised: #1d2127; --ink: #e6e9ed; --faint: #a3adb8; --line: #363d46; --link: #7cb7ff;
                --error: #ff8a80; --warning: #f0b45c; --notice: #74c3ee; --valid: #7fd491;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0; background: var(--ground); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
            }
            main { max-width: 72rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; }
            h1 { margin: 0; font-size: 1.75rem; }
            h2 { margin: 2.5rem 0 1rem; font-size: 1.25rem; overflow-wrap: anywhere; }
            h3 { margin: 0 0 .5rem; font-size: 1rem; overflow-wrap: anywhere; }
            a { color: var(--link); }
            :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
            .wide { overflow-x: auto; }
            table { width: 100%; border-collapse: collapse; }
            caption { text-align: start; color: var(--faint); padding-bottom: .25rem; }
            th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: start; }
            thead th { color: var(--faint); font-weight: 600; font-size: .875rem; }
            tbody th { font-weight: 600; min-width: 6rem; overflow-wrap: anywhere; }
            .number { text-align: end; font-variant-numeric: tabular-nums; }
            dt { color: var(--faint); font-size: .8125rem; }
            dd { margin: 0; overflow-wrap: anywhere; }
            code { font: .875rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; white-space: pre-wrap; }
            """;

    private HtmlStyle() {}
}
