package routes

import "testing"

func TestPruning(t *testing.T) {
	table := New()
	table.StartPruning()
	table.StopPruning()
}
