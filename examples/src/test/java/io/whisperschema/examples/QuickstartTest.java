package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @TempDir
    Path folder;

    @Test
    void itShowsPlanReportAndValidationAndWritesAMemory() throws Exception {
        assertThat(quickstart())
                .contains("1. [sqlite] create table users")
                .contains("sqlite: created")
                .contains("19 of 19 steps applied")
                .contains("sqlite: as defined")
                .contains("Memories in the file: 1")
                .contains("The schema as a page: " + folder.resolve("schema.html"));
        assertThat(folder.resolve("schema.html")).content().contains("memory_entries");
    }

    @Test
    void aSecondRunFindsTheSchemaThere() throws Exception {
        quickstart();
        assertThat(quickstart())
                .contains("Nothing to do.")
                .contains("sqlite: up to date")
                .contains("Memories in the file: 2");
    }

    private String quickstart() throws Exception {
        PrintStream before = System.out;
        var captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[] {folder.resolve("memory.db").toString()});
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
