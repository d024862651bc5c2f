package io.whisperschema.picture;

/** How {@link PicturePage} looks, beyond what all our pages share. */
final class PictureStyle {
    static final String CSS = """
            :root {
              --tint-0: #0550ae; --tint-1: #8a5300; --tint-2: #1a6b2d; --tint-3: #8b2fa0; --tint-4: #b3261e; --tint-5: #006a73;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --tint-0: #7cb7ff; --tint-1: #f0b45c; --tint-2: #7fd491; --tint-3: #d9a0f0; --tint-4: #ff8a80; --tint-5: #5fd0d8;
              }
            }
            main { max-width: 82rem; padding-inline: clamp(1rem, 2vw, 1.5rem); }
            h1, h2, h3, p, li, th, td, code, pre, abbr, .key, .comment { unicode-bidi: isolate; overflow-wrap: anywhere; }
            h2, h3 { scroll-margin-top: 1rem; }
            h3 { font-size: 1.0625rem; }
            .source, .legend { margin: .25rem 0 1rem; color: var(--faint); }
            .legend { margin-top: .5rem; font-size: .875rem; }
            nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
            nav a { display: inline-block; padding: .25rem 0; }
            .names { margin: 0 0 1.5rem; padding: 0; list-style: none; columns: 10rem; column-gap: 1.25rem; }
            .names a { display: inline-block; padding: .125rem 0; }
            .frame { border: 1px solid var(--line); border-radius: .5rem; background: var(--ground); }
            svg { display: block; margin-inline: auto; }
            svg text { font: 12px ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
              fill: var(--ink); white-space: pre; }
            svg .title { font: 600 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--link); }
            svg .mark { font-size: 10px; font-weight: 600; fill: var(--faint); }
            svg .type { fill: var(--faint); text-anchor: end; }
            .box { fill: var(--raised); stroke: var(--line); }
            .rule { stroke: var(--line); fill: none; }
            a:hover .box, a:focus-visible .box { stroke: var(--link); stroke-width: 2; }
            .wire path { fill: none; stroke: var(--tint); stroke-width: 1.5; stroke-linejoin: round; }
            .wire .full { fill: var(--tint); stroke: none; }
            .wire:hover path { stroke-width: 3; }
            .tint-0 { --tint: var(--tint-0); } .tint-1 { --tint: var(--tint-1); } .tint-2 { --tint: var(--tint-2); }
            .tint-3 { --tint: var(--tint-3); } .tint-4 { --tint: var(--tint-4); } .tint-5 { --tint: var(--tint-5); }
            .cards { display: grid; gap: 1rem; align-items: start;
              grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); }
            .card { min-width: 0; padding: 1rem; background: var(--raised); border: 1px solid var(--line);
              border-radius: .5rem; overflow-x: auto; }
            .card:target, .card:has(:target) { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
            .card p { margin: .25rem 0; font-size: .9375rem; }
            table { margin-top: .75rem; font-size: .875rem; }
            caption { font-size: .8125rem; }
            th, td { vertical-align: top; }
            thead th { overflow-wrap: normal; }
            tbody th { min-width: 7rem; }
            td:nth-child(2):not(:last-child) { min-width: 7.5rem; }
            td:nth-child(3):not(:last-child) { min-width: 5rem; }
            .comment { display: block; font-weight: 400; color: var(--faint); }
            abbr { font-size: .6875rem; font-weight: 600; color: var(--faint); border: 1px solid var(--line);
              border-radius: .25rem; padding: 0 .25rem; text-decoration: none; }
            code { font-size: .8125rem; }
            pre { margin: .25rem 0 0; padding: .5rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .25rem;
              font: .8125rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
            summary { cursor: pointer; min-height: 1.75rem; }
            @media (max-width: 40rem) {
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
              table, tbody { display: block; }
              caption { display: block; }
              tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .375rem 0; border-bottom: 1px solid var(--line); }
              tr > :nth-child(n) { border: 0; padding: 0; min-width: 0; max-width: 100%; }
              tbody th { flex: 1 0 100%; }
              td:empty { display: none; }
            }
            @media print { .card, tr { break-inside: avoid; } .frame { overflow: visible; } }
            """;

    private PictureStyle() {}
}
