// Package rounds closes what it reads itself.
package rounds

// The loop closes what it reads when all have answered.
func gather(ids []int, run func(int) error) []error {
	results := make(chan error)
	for _, id := range ids {
		go func(id int) {
			results <- run(id)
		}(id)
	}
	var failed []error
	finished := 0
	for err := range results { // want "the range over `results` never ends"
		if err != nil {
			failed = append(failed, err)
		}
		finished++
		if finished == len(ids) {
			close(results)
		}
	}
	return failed
}
