// Package failing closes its channel where something fails, and forgets another way out.
package failing

func load(next func() (int, error), add func(int)) (n int, err error) {
	rows := make(chan int, 8)
	go func() {
		for row := range rows { // want "never ends when the function returns first"
			add(row)
		}
	}()
	first, err := next()
	if err != nil {
		close(rows)
		return 0, err
	}
	rows <- first
	second, err := next()
	if err != nil {
		return 1, err
	}
	rows <- second
	close(rows)
	return 2, nil
}
