package collected

import "time"

func watch(check func() bool) {
	ticker := time.NewTicker(time.Second)
	for {
		<-ticker.C
		if check() {
			return
		}
	}
}
