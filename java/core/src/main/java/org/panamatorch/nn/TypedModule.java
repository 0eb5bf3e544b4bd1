package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;

import java.util.function.Consumer;

/**
 * A module whose methods that return it return it by its own type, so that {@code new LSTM(4,
 * 8).eval().call(x)} compiles. None of them is final: then the compiler makes them methods of the
 * public classes that extend this one, where reflection and other languages find them.
 *
 * @param <S> the class that extends this one
 */
abstract class TypedModule<S extends Module> extends Module {
    TypedModule() {}

    @SuppressWarnings("unchecked") // The classes that extend this one name themselves.
    private S typed(Module self) {
        return (S) self;
    }

    @Override
    public S train(boolean mode) {
        return typed(super.train(mode));
    }

    @Override
    public S train() {
        return typed(super.train());
    }

    @Override
    public S eval() {
        return typed(super.eval());
    }

    @Override
    public S requiresGrad_(boolean requiresGrad) {
        return typed(super.requiresGrad_(requiresGrad));
    }

    @Override
    public S requiresGrad_() {
        return typed(super.requiresGrad_());
    }

    @Override
    public S apply(Consumer<Module> action) {
        return typed(super.apply(action));
    }

    @Override
    public S to(DType dtype) {
        return typed(super.to(dtype));
    }

    @Override
    public S to(Device device) {
        return typed(super.to(device));
    }

    @Override
    public S to(String device) {
        return typed(super.to(device));
    }

    @Override
    public S to(Device device, DType dtype) {
        return typed(super.to(device, dtype));
    }

    @Override
    public S to(Tensor other) {
        return typed(super.to(other));
    }

    @Override
    public S to(MemoryFormat format) {
        return typed(super.to(format));
    }

    @Override
    public S type(DType dtype) {
        return typed(super.type(dtype));
    }

    @Override
    public S toFloat() {
        return typed(super.toFloat());
    }

    @Override
    public S toDouble() {
        return typed(super.toDouble());
    }

    @Override
    public S half() {
        return typed(super.half());
    }

    @Override
    public S bfloat16() {
        return typed(super.bfloat16());
    }

    @Override
    public S cpu() {
        return typed(super.cpu());
    }

    @Override
    public S cuda() {
        return typed(super.cuda());
    }

    @Override
    public S cuda(int index) {
        return typed(super.cuda(index));
    }

    @Override
    public S toEmpty(Device device) {
        return typed(super.toEmpty(device));
    }

    @Override
    public S toEmpty(Device device, boolean recurse) {
        return typed(super.toEmpty(device, recurse));
    }

    @Override
    public S copy() {
        return typed(super.copy());
    }
}
