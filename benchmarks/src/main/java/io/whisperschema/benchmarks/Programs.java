package io.whisperschema.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs of this module as processes of their own. */
final class Programs {

    private Programs() {}

    /** What starts a JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Runs a program to its end.
     *
     * @param memory the option of the JVM that says how much it is given
     * @return the figures it printed, by name
     */
    static Map<String, Double> figures(String memory, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(java(), memory, "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed: " + String.join("\n", lines));
        }
        var figures = new HashMap<String, Double>();
        lines.stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2)
                .forEach(words -> figures.put(words[0], Double.valueOf(words[1])));
        return figures;
    }
}
