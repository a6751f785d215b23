// Package meanwhile sets flags in goroutines.
package meanwhile

func polls(work func(), step func()) {
	done := false
	go func() {
		work()
		done = true // want "`done` is written in a goroutine"
	}()
	for !done {
		step()
	}
}
