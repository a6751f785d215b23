// Package timers starts in one round what wakes a later one.
package timers

import (
	"errors"
	"time"
)

var errLate = errors.New("late")

func answered(sent <-chan error, answers <-chan string, most time.Duration) (string, error) {
	var late <-chan time.Time
	for {
		select {
		case err := <-sent:
			if err != nil {
				return "", err
			}
			timer := time.NewTimer(most)
			defer timer.Stop() // want "this runs when the function returns"
			late = timer.C
		case answer := <-answers:
			return answer, nil
		case <-late:
			return "", errLate
		}
	}
}
