package io.whisperschema.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that says line by line what was acknowledged, until it is killed. */
final class KilledProcess {

    private KilledProcess() {}

    /** What it had said when it was dead, which is at least so many lines. */
    static List<String> linesUntilKilled(Class<?> main, int lines, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int i = 0; i < lines; i++) {
                said.add(output.readLine());
            }
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null && line.endsWith("."); line = output.readLine()) {
                said.add(line);
            }
        }
        process.waitFor();
        assertThat(said).doesNotContainNull();
        return said.stream().map(line -> line.substring(0, line.length() - 1)).toList();
    }

    /** Says a line. */
    static void say(String line) {
        synchronized (KilledProcess.class) {
            System.out.println(line + ".");
            System.out.flush();
        }
    }
}
