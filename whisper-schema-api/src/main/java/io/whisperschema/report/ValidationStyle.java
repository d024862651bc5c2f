package io.whisperschema.report;

/** How {@link ValidationPage} looks: on paper, on a phone, in the dark. */
final class ValidationStyle {
    static final String CSS = """
            .verdict { margin: .25rem 0 1.5rem; font-size: 1.125rem; font-weight: 600; color: var(--tone); }
            .result { font-weight: 400; font-size: 1rem; color: var(--faint); }
            .result::before { content: "\\2013  "; }
            .error { --tone: var(--error); }
            .warning { --tone: var(--warning); }
            .notice { --tone: var(--notice); }
            .valid { --tone: var(--valid); }
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
