package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.TensorScope;

import java.io.IOException;

/** Replays cases of what is constructed by name, each by itself: a bad one fails only its case. */
abstract class CaseReplay {
    final Values values;
    private final Report report;
    private final String nameField;

    /**
     * Replays from a recording.
     *
     * @param nameField what a case has the name in
     */
    CaseReplay(Storages storages, Report report, String nameField) {
        this.values = new Values(storages);
        this.report = report;
        this.nameField = nameField;
    }

    /** Replays a line of the file. */
    final void replay(JsonNode json) {
        String name = json.get(nameField).asText();
        String why;
        try (TensorScope _ = new TensorScope()) {
            why = outcome(json, name);
        } catch (ReflectiveOperationException e) {
            report.missing(name);
            why = e.toString();
        } catch (IOException | RuntimeException e) {
            why = e.toString();
        }
        report.settle(json.get("id").asInt(), name, json.path("origin").asText(), why);
    }

    /** Why a case fails; null where it does not. */
    abstract String outcome(JsonNode json, String name)
            throws IOException, ReflectiveOperationException;
}
