/** The programs of the tutorial and others, on the public API alone. */
// XChart and the libraries of the progress bar are no modules with a descriptor.
@SuppressWarnings("requires-automatic")
module org.panamatorch.examples {
    requires info.picocli;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires org.knowm.xchart;
    requires org.panamatorch;
    requires org.panamatorch.tensorboard;

    opens org.panamatorch.examples to
            info.picocli;
}
