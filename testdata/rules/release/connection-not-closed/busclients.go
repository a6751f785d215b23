// does-not-compile: the packages it imports are not here
package busclients

import (
	"context"
	"errors"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func listen(ctx context.Context, connection string, each func([]byte)) error {
	client, err := azeventhubs.NewConsumerClientFromConnectionString(connection, "", azeventhubs.DefaultConsumerGroup, nil) // want "the connection in `client` is not closed on every path"
	if err != nil {
		return err
	}
	hub, err := client.GetEventHubProperties(ctx, nil)
	if err != nil {
		return err
	}
	for _, partition := range hub.PartitionIDs {
		each([]byte(partition))
	}
	return client.Close(ctx)
}

func cleanListen(ctx context.Context, connection string) error {
	client, err := azeventhubs.NewConsumerClientFromConnectionString(connection, "", azeventhubs.DefaultConsumerGroup, nil)
	if err != nil {
		return err
	}
	defer client.Close(ctx)
	_, err = client.GetEventHubProperties(ctx, nil)
	return err
}

func subscribe(options *mqtt.ClientOptions, topic string, each mqtt.MessageHandler) error {
	client := mqtt.NewClient(options)
	if token := client.Connect(); token.Wait() && token.Error() != nil { // want "the connection in `client` is not closed on every path"
		return token.Error()
	}
	if token := client.Subscribe(topic, 1, each); !token.Wait() {
		return errors.New("not subscribed")
	}
	client.Disconnect(250)
	return nil
}

func retry(work func() error) error {
	err := errors.New("not tried")
	for i := 0; i < 3 && err != nil; i++ {
		err = work()
	}
	return err
}

func subscribeAgain(options *mqtt.ClientOptions, topic string, each mqtt.MessageHandler, done <-chan struct{}) error {
	client := mqtt.NewClient(options)
	if err := retry(func() error {
		token := client.Connect() // want "the connection in `client` is not closed on every path"
		token.Wait()
		return token.Error()
	}); err != nil {
		return err
	}
	if token := client.Subscribe(topic, 1, each); !token.Wait() {
		return errors.New("not subscribed")
	}
	<-done
	client.Disconnect(250)
	return nil
}

type publisher struct{ client mqtt.Client }

// Who does not get a connection has none.
func cleanPublisher(options *mqtt.ClientOptions) (*publisher, error) {
	client := mqtt.NewClient(options)
	if token := client.Connect(); token.Wait() && token.Error() != nil {
		return nil, token.Error()
	}
	return &publisher{client: client}, nil
}
