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
	client := mqtt.NewClient(options) // want "the connection in `client` is not closed on every path"
	if token := client.Connect(); token.Wait() && token.Error() != nil {
		return token.Error()
	}
	if token := client.Subscribe(topic, 1, each); !token.Wait() {
		return errors.New("not subscribed")
	}
	client.Disconnect(250)
	return nil
}
