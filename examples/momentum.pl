#!/usr/bin/perl
# Gradient descent with momentum, in a language that knows nothing of Assay: the whole protocol in one page of Perl.
# Run it from the root of the project:
#   npx assay run 'exec:perl examples/momentum.pl'
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;

$| = 1;    # a reply that stays in a buffer is a reply that never came
my $json = JSON::PP->new->canonical;
my %instances;

sub numbers { unpack 'd<*', decode_base64($_[0]{data}) }
sub tensor { {dtype => 'float64', shape => [scalar @_], data => encode_base64(pack('d<*', @_), '')} }

my %answer = (
    hello => sub {
        {   protocol => 1, name => 'momentum.pl', version => '1.0', details => {runtime => "Perl $^V"},
            claims => ['momentum'], scalarFormat => 'float64',
            kernels => {momentum => {formats => ['float64'], create => JSON::PP::true}} };
    },
    create => sub {
        $instances{$_[0]{instance}} = {hyper => $_[0]{hyper}, velocity => []};
        {state => JSON::PP::true, load => JSON::PP::true, set => JSON::PP::true};
    },
    step => sub {
        my $self = $instances{$_[0]{instance}};
        my ($theta, $g) = map { [numbers($_)] } @{$_[0]{inputs}};
        my ($lr, $mu) = @{$self->{hyper}}{qw(lr momentum)};
        $self->{velocity} = [map { $mu * ($self->{velocity}[$_] // 0) + $g->[$_] } 0 .. $#$g];
        my @next = map { $theta->[$_] - $lr * $self->{velocity}[$_] } 0 .. $#$g;
        {outputs => {theta => tensor(@next)}, state => {velocity => tensor(@{$self->{velocity}})}};
    },
    state => sub { {velocity => tensor(@{$instances{$_[0]{instance}}{velocity}})} },
    load => sub { $instances{$_[0]{instance}}{velocity} = [numbers($_[0]{state}{velocity})]; {} },
    set => sub { my $h = $instances{$_[0]{instance}}{hyper}; %$h = (%$h, %{$_[0]{hyper}}); {} },
    dispose => sub { delete $instances{$_[0]{instance}}; {} },
);

while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my $reply = {seq => $request->{seq}};
    if (my $code = $answer{$request->{kind}}) {
        my $value = eval { $code->($request) };
        if ($@) { $reply->{error} = {message => "died: $@"} } else { $reply->{value} = $value }
    }
    else { $reply->{error} = {message => "knows no request of the kind $request->{kind}"} }
    print $json->encode($reply), "\n";
}
