// does-not-compile: values are missing while the line is written

// Package halfwritten is being edited.
package halfwritten

func three() {
	var a, b, c int
	go func() {
		a, b, c = 1, 2 // want "is written in a goroutine"
	}()
	println(a, b, c)
}
