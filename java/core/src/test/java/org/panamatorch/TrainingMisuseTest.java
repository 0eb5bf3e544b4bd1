package org.panamatorch;

import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Conv1d;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.optim.Adam;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What autograd, modules and optimizers refuse, with its text. */
@NoLeaks
class TrainingMisuseTest {
    @Test
    void backwardOfManyElements_throws() {
        Tensor a = Torch.ones(3).requiresGrad_();
        assertRefused(
                () -> a.mul(2).backward(),
                Kind.RUNTIME,
                "grad can be implicitly created only for scalar outputs\n"
                        + "  in backward(tensors=[float32[3]], gradients=[None])");
    }

    @Test
    void backwardWithoutGraph_throws() {
        assertRefused(
                () -> Torch.ones(1).backward(),
                Kind.RUNTIME,
                "element 0 of tensors does not require grad and does not have a grad_fn\n"
                        + "  in backward(tensors=[float32[1]], gradients=[None])");
    }

    @Test
    void backwardTwice_throws() {
        Tensor loss = Torch.ones(1).requiresGrad_().pow(2);
        loss.backward();
        assertRefused(
                () -> loss.backward(),
                Kind.RUNTIME,
                "Trying to backward through the graph a second time (or directly access"
                        + " saved tensors after they have already been freed). Saved intermediate"
                        + " values of the graph are freed when you call .backward() or"
                        + " autograd.grad(). Specify retain_graph=True if you need to backward"
                        + " through the graph a second time or if you need to access saved tensors"
                        + " after calling backward.\n"
                        + "  in backward(tensors=[float32[1]], gradients=[None])");
    }

    @Test
    void backwardAfterAWrite_throws() {
        Tensor a = Torch.ones(2).requiresGrad_();
        Tensor b = a.exp();
        Tensor loss = b.sum();
        b.add_(1);
        assertRefused(
                () -> loss.backward(),
                Kind.RUNTIME,
                "one of the variables needed for gradient computation has been modified"
                        + " by an inplace operation: [torch.FloatTensor [2]], which is output 0 of"
                        + " Exp, is at version 1; expected version 0 instead. Hint: enable anomaly"
                        + " detection to find the operation that failed to compute its gradient,"
                        + " with torch.autograd.set_detect_anomaly(True, check_nan=False).\n"
                        + "  in backward(tensors=[float32[]], gradients=[None])");
    }

    @Test
    void gradientOfAnotherShape_throws() {
        Tensor a = Torch.ones(3).requiresGrad_();
        assertRefused(
                () -> a.mul(2).backward(Torch.ones(2)),
                Kind.RUNTIME,
                "Mismatch in shape: grad_output[0] has a shape of torch.Size([2]) and"
                        + " output[0] has a shape of torch.Size([3]).\n"
                        + "  in backward(output=float32[3], gradient=float32[2])");
    }

    @Test
    void gradientsOfAnotherNumber_throws() {
        Tensor a = Torch.ones(3).requiresGrad_();
        assertRefused(
                () ->
                        Autograd.backward(
                                new Tensor[] {a.sum(), a.sum()}, new Tensor[] {Torch.ones(1)}),
                Kind.RUNTIME,
                "got 2 tensors and 1 gradients\n"
                        + "  in backward(tensors=[float32[], float32[]], gradients=[float32[1]])");
    }

    @Test
    void gradByAnUnusedTensor_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        Tensor b = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> Autograd.grad(a.mul(2), b),
                Kind.RUNTIME,
                "The differentiated Tensor at index 0 appears to not have been used in"
                        + " the graph. Set allow_unused=True if this is the desired behavior.\n"
                        + "  in grad(outputs=[float32[1]], inputs=[float32[1]])");
    }

    @Test
    void gradByATensorWithoutGrad_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> Autograd.grad(a.mul(2), Torch.ones(1)),
                Kind.RUNTIME,
                "One of the differentiated Tensors does not require grad\n"
                        + "  in grad(inputs=[float32[1]])");
    }

    @Test
    void setGradOfAnotherShape_throws() {
        Tensor a = Torch.ones(3).requiresGrad_();
        assertRefused(
                () -> a.setGrad(Torch.ones(2)),
                Kind.RUNTIME,
                "attempting to assign a gradient of size '[2]' to a tensor of size"
                        + " '[3]'. Please ensure that the gradient and the tensor are the same"
                        + " size\n"
                        + "  in setGrad(self=float32[3], grad=float32[2])");
    }

    @Test
    void requiresGradOfIntegers_throws() {
        assertRefused(
                () -> Torch.tensor(new long[] {1}).requiresGrad_(),
                Kind.RUNTIME,
                "only Tensors of floating point dtype can require gradients\n"
                        + "  in requiresGrad_(self=int64[1], requiresGrad=true)");
    }

    @Test
    void requiresGradOfAResult_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> a.mul(2).requiresGrad_(false),
                Kind.RUNTIME,
                "you can only change requires_grad flags of leaf variables. If you want"
                        + " to use a computed variable in a subgraph that doesn't require"
                        + " differentiation use var_no_grad = var.detach().\n"
                        + "  in requiresGrad_(self=float32[1], requiresGrad=false)");
    }

    @Test
    void writeToALeaf_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> a.add_(1),
                Kind.RUNTIME,
                "a leaf Variable that requires grad is being used in an in-place"
                        + " operation.\n"
                        + "  in add_.Scalar(self=float32[1], other=1, alpha=1)");
    }

    @Test
    void writeToAViewOfALeaf_throws() {
        Tensor a = Torch.ones(2).requiresGrad_();
        assertRefused(
                () -> a.get(0).add_(1),
                Kind.RUNTIME,
                "a view of a leaf Variable that requires grad is being used in an"
                        + " in-place operation.\n"
                        + "  in add_.Scalar(self=float32[], other=1, alpha=1)");
    }

    @Test
    void writeToOneOfManyViews_throws() {
        Tensor a = Torch.ones(2, 2).requiresGrad_().mul(1);
        assertRefused(
                () -> a.unbind()[0].add_(1),
                Kind.RUNTIME,
                "Output 0 of Unbind is a view and is being modified inplace. This view"
                        + " is the output of a function that returns multiple views. Such"
                        + " functions do not allow the output views to be modified inplace. You"
                        + " should replace the inplace operation by an out-of-place one.\n"
                        + "  in add_.Scalar(self=float32[2], other=1, alpha=1)");
    }

    @Test
    void retainGradWithoutGrad_throws() {
        assertRefused(
                () -> Torch.ones(1).retainGrad(),
                Kind.RUNTIME,
                "can't retain_grad on Tensor that has requires_grad=False\n"
                        + "  in retain_grad(self=float32[1])");
    }

    @Test
    void inferenceTensorInAGraph_throws() {
        Tensor a = Torch.inferenceMode(() -> Torch.ones(1));
        Tensor weight = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> weight.mul(a),
                Kind.RUNTIME,
                "Inference tensors cannot be saved for backward. Please do not use"
                        + " Tensors created in inference mode in computation tracked by autograd."
                        + " To work around this, you can make a clone to get a normal tensor and"
                        + " use it in autograd, or use `torch.no_grad()` instead of"
                        + " `torch.inference_mode()`.\n"
                        + "  in mul.Tensor(self=float32[1], other=float32[1])");
    }

    @Test
    void writeToAnInferenceTensor_throws() {
        Tensor a = Torch.inferenceMode(() -> Torch.ones(1));
        assertRefused(
                () -> a.add_(1),
                Kind.RUNTIME,
                "Inplace update to inference tensor outside InferenceMode is not"
                        + " allowed.You can make a clone to get a normal tensor before doing"
                        + " inplace update.See https://github.com/pytorch/rfcs/pull/17 for more"
                        + " details.\n"
                        + "  in add_.Scalar(self=float32[1], other=1, alpha=1)");
    }

    @Test
    void inputSizeOfALinearLayer_throws() {
        Linear linear = new Linear(4, 2);
        assertRefused(
                () -> linear.call(Torch.ones(1, 5)),
                Kind.RUNTIME,
                "mat1 and mat2 shapes cannot be multiplied (1x5 and 4x2)\n"
                    + "  in linear(input=float32[1, 5], weight=float32[2, 4], bias=float32[2])");
    }

    @Test
    void channelsOfAConvolution_throws() {
        Conv1d conv = new Conv1d(3, 2, 1);
        assertRefused(
                () -> conv.call(Torch.ones(1, 4, 5)),
                Kind.RUNTIME,
                "Given groups=1, weight of size [2, 3, 1], expected input[1, 4, 5] to"
                        + " have 3 channels, but got 4 channels instead\n"
                        + "  in conv1d(input=float32[1, 4, 5], weight=float32[2, 3, 1],"
                        + " bias=float32[2], stride=[1], padding=[0], dilation=[1], groups=1)");
    }

    @Test
    void inputSizeOfACell_throws() {
        RNNCell cell = new RNNCell(4, 2);
        assertRefused(
                () -> cell.call(Torch.ones(1, 5)),
                Kind.RUNTIME,
                "input has inconsistent input_size: got 5 expected 4\n"
                        + "  in RNNCell(input=float32[1, 5], hx=None, cx=None)");
    }

    @Test
    void dimensionsOfAnRnnsInput_throws() {
        RNN rnn = new RNN(4, 2);
        assertRefused(
                () -> rnn.call(Torch.ones(4)),
                Kind.VALUE,
                "RNN: Expected input to be 2D or 3D, got 1D tensor instead\n"
                        + "  in RNN(input=float32[4], hx=None, cx=None)");
    }

    @Test
    void hiddenSizeOfAnLstmsState_throws() {
        LSTM lstm = new LSTM(4, 2);
        assertRefused(
                () -> lstm.call(Torch.ones(3, 1, 4), Torch.ones(1, 1, 3), Torch.ones(1, 1, 3)),
                Kind.RUNTIME,
                "Expected hidden[0] size (1, 1, 2), got [1, 1, 3]\n"
                        + "  in LSTM(input=float32[3, 1, 4], hx=float32[1, 1, 3], cx=float32[1, 1,"
                        + " 3])");
    }

    @Test
    void dropoutOfMoreThanAll_throws() {
        assertRefused(
                () -> new Dropout(1.5),
                Kind.VALUE,
                "dropout probability has to be between 0 and 1, but got 1.5");
    }

    @Test
    void stateWithoutAParameter_throws() {
        Linear linear = new Linear(1, 1);
        assertRefused(
                () -> linear.loadStateDict(Map.of("weight", Torch.ones(1, 1))),
                Kind.RUNTIME,
                "Error(s) in loading state_dict for Linear:\n"
                        + "\tMissing key(s) in state_dict: \"bias\". ");
    }

    @Test
    void stateOfAnotherShape_throws() {
        Linear linear = new Linear(1, 1);
        assertRefused(
                () ->
                        linear.loadStateDict(
                                Map.of("weight", Torch.ones(2, 1), "bias", Torch.ones(1))),
                Kind.RUNTIME,
                "Error(s) in loading state_dict for Linear:\n"
                    + "\tsize mismatch for weight: copying a param with shape torch.Size([2, 1])"
                    + " from checkpoint, the shape in current model is torch.Size([1, 1]).");
    }

    @Test
    void optimizerOfNothing_throws() {
        assertRefused(
                () -> new Adam(List.of(), 0.1),
                Kind.VALUE,
                "optimizer got an empty parameter list\n"
                        + "  in Adam(params=[], lr=0.1, betas=[0.9, 0.999], eps=1.0E-8,"
                        + " weight_decay=0, amsgrad=false, maximize=false, foreach=None,"
                        + " capturable=false, differentiable=false, fused=None,"
                        + " decoupled_weight_decay=false)");
    }

    @Test
    void optimizerOfAResult_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> new Adam(List.of(a.mul(2)), 0.1),
                Kind.VALUE,
                "can't optimize a non-leaf Tensor\n"
                        + "  in Adam(params=[float32[1]], lr=0.1, betas=[0.9, 0.999], eps=1.0E-8,"
                        + " weight_decay=0, amsgrad=false, maximize=false, foreach=None,"
                        + " capturable=false, differentiable=false, fused=None,"
                        + " decoupled_weight_decay=false)");
    }

    @Test
    void negativeLearningRate_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertRefused(
                () -> new Adam(List.of(a), -0.1),
                Kind.VALUE,
                "Invalid learning rate: -0.1\n"
                        + "  in Adam(params=[float32[1]], lr=-0.1, betas=[0.9, 0.999], eps=1.0E-8,"
                        + " weight_decay=0, amsgrad=false, maximize=false, foreach=None,"
                        + " capturable=false, differentiable=false, fused=None,"
                        + " decoupled_weight_decay=false)");
    }

    @Test
    void threeBetas_throw() {
        assertRefused(
                () -> new Adam(List.of(Torch.ones(1).requiresGrad_()), o -> o.betas(0.5, 0.6, 0.7)),
                Kind.VALUE,
                "argument 'betas' has 3 numbers, not 2\n"
                        + "  in Adam(params=[float32[1]], lr=0.001, betas=[0.5, 0.6, 0.7],"
                        + " eps=1.0E-8, weight_decay=0, amsgrad=false, maximize=false,"
                        + " foreach=None, capturable=false, differentiable=false, fused=None,"
                        + " decoupled_weight_decay=false)");
    }

    @Test
    void closedOptimizer_throws() {
        Adam adam = new Adam(List.of(Torch.ones(1).requiresGrad_()), 0.1);
        adam.close();
        assertRefused(
                () -> adam.step(),
                IllegalStateException.class,
                "step: optimizer 'optimizer' was used after it had been closed");
    }

    @Test
    void closedParameter_throws() {
        Tensor parameter = Torch.ones(2).requiresGrad_();
        try (Adam adam = new Adam(List.of(parameter), 0.1)) {
            parameter.sum().backward();
            parameter.close();
            assertRefused(
                    adam::step,
                    IllegalStateException.class,
                    "step: tensor 'params' was used after it had been closed");
        }
    }

    @Test
    void nullAmongParameters_throws() {
        assertRefused(
                () -> new Adam(null, 0.1),
                NullPointerException.class,
                "Adam: argument 'params' is null, expected a list of tensors");
        assertRefused(
                () -> new Adam(Arrays.asList(Torch.ones(1), null), 0.1),
                NullPointerException.class,
                "Adam: argument 'params[1]' is null, expected one of a list of tensors");
    }
}
