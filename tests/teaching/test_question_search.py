"""The search in the questions: people's own words find the right question first."""

import pytest

from dwconv.teaching.questions import QUESTIONS, find_questions

ALL = [question for _, group in QUESTIONS for question in group]

# How people asked, and how the question that answers it begins on the page.
WORDINGS = """
One filter for all channels, or one for each?|One filter
Is depthwise the same as depthwise separable?|Is depthwise
Group convolution or depthwise?|Group
Is 3 -> 12 channels with groups=3 still depthwise?|Is 3
Do groups share their weights?|Do groups
Three filters apart, or one filter across red, green and blue?|Three separate
Must input and output have as many channels?|Must input
What does a multiplier above 1 do, and in which order do the outputs come?|What does a multiplier
Is depth_multiplier MobileNet's width multiplier alpha?|Is depth_multiplier
Why does depth_multiplier=0.25 fail?|Why does depth_multiplier
Can a depthwise layer have fewer output channels than inputs?|Can a depthwise
From TensorFlow's (H, W, C, M) to ONNX: which shape, which order?|From TensorFlow
Weights of shape (3, 32, 1) or (3, 1, 32)?|Weights of shape
How do I write Keras's DepthwiseConv2D in PyTorch?|How do I write
With multiplier 2 two frameworks disagree: which order of filters?|With multiplier 2
With one channel, is it depthwise or ordinary?|With one channel
Which side does SAME pad when the padding is odd?|Which side
Why is the output 14 and not 15?|Why is the output 14
Why do 1x1 and 2x2 inputs differ under SAME with stride 2?|Why do 1×1
The odd pixel is on the other side in another library: which is right?|The odd pixel
SAME with stride 2: how do I get TensorFlow's result in PyTorch?|SAME with
padding=1 and SAME give different numbers at stride 2: why?|padding=1
What happens when the stride is larger than the kernel?|What happens
Dilation together with stride?|Can I use dilation
9x9 input, 3x3 kernel, dilation 2: 7x7 or 5x5?|9×9
Unequal strides are refused: what do I do instead?|Unequal
DepthwiseConv2D(3, (2, 3)): what is the second argument?|DepthwiseConv2D(3
Eight times fewer multiplications: why is it no faster?|Eight
FLOPs or MACs?|FLOPs or
How many FLOPs does a depthwise layer have?|How many
Why do two tools print two numbers?|Why do two tools
MobileNet: 569 million of what?|MobileNet: 569
How far do one 31x31 kernel, several small ones and a dilated one see, and what do they cost?|How far do one
Is the kernel flipped? Convolution or correlation?|Is the kernel
Depthwise before or after the 1x1? An activation between them?|Depthwise before
Is a 1x1 depthwise followed by a 1x1 pointwise just a 1x1?|Is a 1×1
What are fan-in and fan-out, for the initialiser?|What are fan-in
Which axis is quantised per channel, and what is the int8 result?|Which axis
Transposed, 1-D and 3-D depthwise: how?|Transposed
What is the gradient with respect to filter and input?|What is the gradient
one filter per channel|One filter
1x1 depthwise|Is a 1×1
slow|Eight
slower|Eight
flipping|Is the kernel
quantizing|Which axis
dilating and striding|Can I use dilation
GPU|Eight
speed|Eight
why is depthwise slow|Eight
why is it not faster?|Eight
conv1d|Transposed
3d|Transposed
deconvolution|Transposed
transposed|Transposed
backprop|What is the gradient
grouped conv|Group
cross-correlation|Is the kernel
rgb|Three separate
color channels|Three separate
quantization|Which axis
initializer|What are fan-in
kaiming|What are fan-in
xavier|What are fan-in
receptive field|How far do one
relu|Depthwise before
batch norm|Depthwise before
params|Do groups
single channel depthwise or normal conv|With one channel
gray|With one channel
asymmetric padding left or right|The odd pixel
caffe padding side|The odd pixel
GFLOPs|FLOPs or
floor|Why is the output 14
bottleneck|Can a depthwise
fold|Is a 1×1
shared filter|One filter
tf padding bug|Why do 1×1
why is my output smaller than the input|Why is my output
why is the output smaller than the input?|Why is my output
why is my output smaller|Why is my output
smaller|Why is my output
small|Why is my output
output size smaller|Why is my output
padding|What is padding
what does padding do|What is padding
zero padding|What is padding
stride|What is a stride
what is stride|What is a stride
strides|What is a stride
dilation|What is dilation
dilated|What is dilation
multiplier|What does the channel
channel multiplier|What does the channel
what is depthwise|What is depthwise
depthwise convolution|What is depthwise
""".strip().splitlines()


@pytest.mark.parametrize("line", WORDINGS)
def test_the_right_question_is_first(line):
    words, begins = line.split("|")
    found = [question.text for question in find_questions(words, ALL)]
    assert found[:1] == [text for text in found if text.startswith(begins)][:1] != []


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("atrous", {"Can I use dilation together with stride?"}),
        ("NCHW", {"How do I write Keras's DepthwiseConv2D in PyTorch?"}),
        ("asymmetric padding", {"Which side does SAME pad when the padding is odd?"}),
        (
            "order of outputs",
            {"With multiplier 2 two frameworks disagree: which order of filters is right?"},
        ),
    ],
)
def test_a_word_of_several_questions_finds_them(words, among):
    assert among <= {question.text for question in find_questions(words, ALL)}


def test_questions_with_only_some_of_the_words_come_after_those_with_all():
    found = [question.text for question in find_questions("asymmetric padding left or right", ALL)]
    # Two questions have all four words, and this one has two of them.
    assert {text[:9] for text in found[:2]} == {"The odd p", "SAME with"}
    assert any(text.startswith("Which side does SAME pad") for text in found[2:])


def test_filler_words_find_all_questions_and_unknown_words_none():
    assert find_questions("why is the", ALL) == ALL
    assert find_questions("blockchain", ALL) == []
