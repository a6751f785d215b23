package flow

import (
	"testing"

	"example.com/harness/flowtest/node"
)

func TestFlow(t *testing.T) {
	if err := node.Watch(make(chan struct{})); err != nil {
		t.Fatal(err)
	}
}
