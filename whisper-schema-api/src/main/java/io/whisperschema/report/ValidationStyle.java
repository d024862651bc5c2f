package io.whisperschema.report;

/** How {@link ValidationPage} looks: on paper, on a phone, in the dark. */
final class ValidationStyle {
    static final String CSS = """
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
            .verdict { margin: .25rem 0 1.5rem; font-size: 1.125rem; font-weight: 600; color: var(--tone); }
            .result { font-weight: 400; font-size: 1rem; color: var(--faint); }
            .result::before { content: "\\2013  "; }
            .error { --tone: var(--error); }
            .warning { --tone: var(--warning); }
            .notice { --tone: var(--notice); }
            .valid { --tone: var(--valid); }
            .wide { overflow-x: auto; }
            table { width: 100%; border-collapse: collapse; }
            caption { text-align: start; color: var(--faint); padding-bottom: .25rem; }
            th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: start; }
            thead th { color: var(--faint); font-weight: 600; font-size: .875rem; }
            tbody th { font-weight: 600; min-width: 6rem; overflow-wrap: anywhere; }
            .number { text-align: end; font-variant-numeric: tabular-nums; }
            td.number { color: var(--tone, var(--faint)); }
            td.number.error, td.number.warning, td.number.notice { font-weight: 700; }
            form { margin-top: 1.5rem; padding: .5rem 0; background: var(--ground); }
            @media (min-width: 40rem) and (min-height: 30rem) { form { position: sticky; top: 0; z-index: 1; } }
            @media (max-width: 36rem) { .wordy { display: none; } }
            fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: .25rem .75rem .5rem;
              border: 1px solid var(--line); border-radius: .5rem; }
            legend { padding: 0 .25rem; color: var(--faint); font-size: .875rem; }
            label { display: inline-flex; gap: .4rem; align-items: center; min-height: 1.75rem; cursor: pointer; }
            input { accent-color: var(--link); width: 1rem; height: 1rem; margin: 0; }
            .count { color: var(--faint); font-variant-numeric: tabular-nums; }
            h2[id] { scroll-margin-top: 6rem; }
            ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
            .finding { padding: .75rem 1rem; background: var(--raised); border: 1px solid var(--line);
              border-inline-start: .3rem solid var(--tone); border-radius: .5rem; content-visibility: auto;
              contain-intrinsic-size: auto 8rem; }
            .badge { color: var(--tone); border: 1px solid currentcolor; border-radius: 1rem; padding: 0 .5rem;
              font-size: .75rem; font-weight: 600; text-transform: uppercase; letter-spacing: .04em;
              display: inline-block; margin-inline-end: .25rem; }
            dl { margin: 0; display: grid; gap: .5rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
            dt { color: var(--faint); font-size: .8125rem; }
            dd { margin: 0; overflow-wrap: anywhere; }
            code { font: .875rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; white-space: pre-wrap; }
            body:has(#show-error:checked) .finding:not(.error),
            body:has(#show-warning:checked) .finding:not(.warning),
            body:has(#show-notice:checked) .finding:not(.notice) { display: none; }
            body:has(#show-error:checked) section:not(:has(.error)),
            body:has(#show-warning:checked) section:not(:has(.warning)),
            body:has(#show-notice:checked) section:not(:has(.notice)) { display: none; }
            @media print { form { display: none; } .finding { break-inside: avoid; content-visibility: visible; } }
            """;

    private ValidationStyle() {}
}
