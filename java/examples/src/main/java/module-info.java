/** The programs of the tutorial on recurrent networks, on the public API alone. */
module org.panamatorch.examples {
    requires info.picocli;
    requires org.panamatorch;

    opens org.panamatorch.examples to
            info.picocli;
}
