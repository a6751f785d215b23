package old

import "time"

func always(timer *time.Timer, d time.Duration) {
	timer.Stop()
	<-timer.C
	timer.Reset(d)
}
