package io.whisperschema.report;

/** How {@link RunPage} looks beyond what all our pages share. */
final class RunStyle {
    static final String CSS = """
            .verdict { margin: .25rem 0 1.5rem; font-size: 1.125rem; font-weight: 600; color: var(--valid); overflow-wrap: anywhere; }
            .quiet { color: var(--faint); font-size: .875rem; }
            td.state { font-weight: 600; }
            .warning { color: var(--warning); overflow-wrap: anywhere; }
            td { vertical-align: top; overflow-wrap: anywhere; }
            td.state { overflow-wrap: normal; }
            td.number { white-space: nowrap; color: var(--faint); padding-inline-end: 0; }
            th.number { padding-inline-end: 0; }
            td .quiet { display: block; }
            @media print { tr { break-inside: avoid; } }
            """;

    private RunStyle() {}
}
