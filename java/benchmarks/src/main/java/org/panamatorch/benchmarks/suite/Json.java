package org.panamatorch.benchmarks.suite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The results for programs. */
final class Json {
    private final Machine machine;
    private final Setting setting;
    private final Policy policy;
    private final Results results;

    Json(Machine machine, Setting setting, Policy policy, Results results) {
        this.machine = machine;
        this.setting = setting;
        this.policy = policy;
        this.results = results;
    }

    void write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file);
                JsonGenerator json = new JsonFactory().createGenerator(writer)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeObjectFieldStart("machine");
            json.writeStringField("processor", machine.processor());
            json.writeNumberField("cores", machine.cores());
            json.writeNumberField("memory_bytes", machine.memoryBytes());
            json.writeStringField("system", machine.system());
            json.writeStringField("java", machine.java());
            json.writeNumberField("load", machine.load());
            json.writeStringField("date", machine.date().toString());
            json.writeEndObject();
            json.writeNumberField("threads", setting.threads());
            json.writeNumberField("rounds", policy.rounds());
            json.writeArrayFieldStart("results");
            for (Row row : results.rows()) {
                for (Contender contender : results.contenders()) {
                    Measurement measurement = results.at(row, contender);
                    if (measurement.isTimed() || measurement.failure() != null) {
                        write(json, row, contender, measurement);
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void write(JsonGenerator json, Row row, Contender contender, Measurement measurement)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("workload", row.name());
        json.writeStringField("contender", contender.label());
        if (measurement.failure() != null) {
            json.writeStringField("failure", measurement.failure());
        }
        if (measurement.verdict() != null) {
            json.writeStringField("result", measurement.verdict().sign());
        }
        if (measurement.peakBytes() > 0) {
            json.writeNumberField("peak_bytes", measurement.peakBytes());
        }
        if (measurement.isTimed()) {
            json.writeNumberField("best_ns", measurement.best());
            json.writeNumberField("median_ns", measurement.median());
            json.writeNumberField("spread", measurement.spread());
            var ratio = results.ratio(row, contender);
            if (ratio.isPresent()) {
                json.writeNumberField("median_to_cpp", ratio.getAsDouble());
            }
            json.writeArrayFieldStart("batches_ns");
            for (double each : measurement.nanoseconds()) {
                json.writeNumber(each);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
