package org.panamatorch.fuzz;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is asked for on the command line, of which the sequences of calls are made as well.
 *
 * @param seed the seed that sequences are numbered under
 * @param calls after how many calls to stop
 * @param seconds after how many seconds to stop
 * @param modes what to call
 * @param only which targets to call
 * @param except which not to
 * @param jobs how many processes at once
 * @param recording a recording whose calls are made hostile, or null
 * @param guard whether memory of tensors is guarded
 * @param replay the number of the one sequence to make, or -1
 * @param planted whether to call the mistakes that are planted for the fuzzer's tests
 */
record FuzzOptions(
        long seed,
        long calls,
        long seconds,
        Set<Mode> modes,
        Pattern only,
        Pattern except,
        int jobs,
        String recording,
        boolean guard,
        long replay,
        boolean planted)
        implements Serializable {
    /** What a sequence calls. */
    enum Mode {
        /** Public methods. */
        TYPED,
        /** Operators by their names. */
        NAMED,
        /** Calls that went well, or were recorded, with arguments spoilt. */
        HOSTILE,
        /** Public methods on several threads. */
        THREADS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FuzzOptions parse(String... args) {
        long seed = System.nanoTime() & 0xFFFFFF;
        long calls = Long.MAX_VALUE;
        long seconds = 60;
        Set<Mode> modes = EnumSet.allOf(Mode.class);
        Pattern only = Pattern.compile("");
        Pattern except = Pattern.compile("(?!)");
        int jobs = 1;
        String recording = null;
        boolean guard = false;
        long replay = -1;
        boolean planted = false;
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals("--guard")) {
                guard = true;
                i--;
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--seed" -> seed = Long.parseLong(value);
                case "--calls" -> {
                    calls = Long.parseLong(value.replace("_", ""));
                    seconds = Integer.MAX_VALUE;
                }
                case "--seconds" -> seconds = Long.parseLong(value);
                case "--mode" -> modes = EnumSet.of(Mode.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--only" -> only = Pattern.compile(value);
                case "--except" -> except = Pattern.compile(value);
                case "--jobs" -> jobs = Integer.parseInt(value);
                case "--recording" -> recording = value;
                case "--replay" -> {
                    seed = Long.parseLong(value.substring(0, value.indexOf(':')));
                    replay = Long.parseLong(value.substring(value.indexOf(':') + 1));
                }
                case "--planted" -> planted = Boolean.parseBoolean(value);
                default -> throw new IllegalArgumentException("unexpected argument " + args[i]);
            }
        }
        return new FuzzOptions(
                seed, calls, seconds, modes, only, except, jobs, recording, guard, replay, planted);
    }

    boolean wants(String key) {
        return only.matcher(key).find() && !except.matcher(key).find();
    }

    /** The command that makes a sequence again. */
    String replayCommand(long sequence) {
        return "scripts/fuzz --replay "
                + seed
                + ":"
                + sequence
                + (modes.size() == 1 ? " --mode " + modes.iterator().next().word() : "")
                + (only.pattern().isEmpty() ? "" : " --only '" + only + "'")
                + (except.pattern().equals("(?!)") ? "" : " --except '" + except + "'")
                + (recording == null ? "" : " --recording " + recording)
                + (guard ? " --guard" : "");
    }
}
