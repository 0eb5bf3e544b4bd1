/** Files that TensorBoard shows. */
module org.panamatorch.tensorboard {
    // For pictures in PNG.
    requires java.desktop;
    requires transitive org.panamatorch;

    exports org.panamatorch.tensorboard;
}
