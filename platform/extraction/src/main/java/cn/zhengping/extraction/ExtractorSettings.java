package cn.zhengping.extraction;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much a file may take, and what its reader is started with.
 *
 * @param processes how many files are read at the same time, each in a process of its own
 * @param timeLimit for one file, the start of a process included; within it there is an answer. What has been read shortly before it ends is kept as the first part
 * @param heapMegabytes for one process; what it needs beside its heap is about as much again at worst
 * @param maxCharacters of text that are kept of a file
 * @param filesPerProcess after so many files a process is replaced, so that what a parser leaks does not add up
 * @param idle after so long without a file a process ends
 * @param java the command
 * @param classPath has this module and what it needs
 * @param tesseract the command; where it or its simplified Chinese is missing, pictures are not read
 */
public record ExtractorSettings(
        int processes,
        Duration timeLimit,
        int heapMegabytes,
        int maxCharacters,
        int filesPerProcess,
        Duration idle,
        String java,
        String classPath,
        String tesseract) {

    public ExtractorSettings {
        // Processes run in folders of their own.
        classPath = Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        if (processes < 1 || heapMegabytes < 64 || maxCharacters < 1 || filesPerProcess < 1) {
            throw new IllegalArgumentException("processes, characters and files from 1, heap from 64 MB");
        }
        // A frame holds all of it, at up to three bytes a character.
        if (maxCharacters > 20_000_000) {
            throw new IllegalArgumentException("at most 20 million characters");
        }
        if (timeLimit.toMillis() < 1 || idle.toMillis() < 1) {
            throw new IllegalArgumentException("times from 1 ms");
        }
    }

    /** One process of 512 MB, 20 s and two million characters a file, by the JDK and the class path of this process. */
    public static ExtractorSettings defaults() {
        return new ExtractorSettings(
                1,
                Duration.ofSeconds(20),
                512,
                2_000_000,
                500,
                Duration.ofMinutes(2),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                "tesseract");
    }

    public ExtractorSettings withProcesses(int value) {
        return new ExtractorSettings(
                value, timeLimit, heapMegabytes, maxCharacters, filesPerProcess, idle, java, classPath, tesseract);
    }

    public ExtractorSettings withTimeLimit(Duration value) {
        return new ExtractorSettings(
                processes, value, heapMegabytes, maxCharacters, filesPerProcess, idle, java, classPath, tesseract);
    }

    public ExtractorSettings withMaxCharacters(int value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, value, filesPerProcess, idle, java, classPath, tesseract);
    }

    public ExtractorSettings withFilesPerProcess(int value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, maxCharacters, value, idle, java, classPath, tesseract);
    }

    public ExtractorSettings withIdle(Duration value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, maxCharacters, filesPerProcess, value, java, classPath, tesseract);
    }

    public ExtractorSettings withJava(String value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, maxCharacters, filesPerProcess, idle, value, classPath, tesseract);
    }

    public ExtractorSettings withClassPath(String value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, maxCharacters, filesPerProcess, idle, java, value, tesseract);
    }

    public ExtractorSettings withTesseract(String value) {
        return new ExtractorSettings(
                processes, timeLimit, heapMegabytes, maxCharacters, filesPerProcess, idle, java, classPath, value);
    }
}
